/** What outlives the supervisor in its init system's hands. */
package io.jstartup.supervisor.store;
