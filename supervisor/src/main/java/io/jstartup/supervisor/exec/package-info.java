/** How a process becomes another user's, with limits and a priority of its own: by small tools that execute it in the end. */
package io.jstartup.supervisor.exec;
