/** Reading logs: what was written, and what is being written. For clients: nothing native, and no supervisor in the path. */
package io.jstartup.supervisor.log.read;
