/** Says when an instance that was started counts as ready, and whether one that runs goes on well. */
package io.jstartup.supervisor.ready;
