/** Replacing what runs by a new process of it, so that somebody is always there. */
package io.jstartup.supervisor.reload;
