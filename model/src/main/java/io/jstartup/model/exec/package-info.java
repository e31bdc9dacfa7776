/** What a process is given besides its program: user, umask, priority, resource limits, and by which rule its environment was made. */
package io.jstartup.model.exec;
