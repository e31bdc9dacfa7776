/** The sockets that are held for apps. */
package io.jstartup.supervisor.listen;
