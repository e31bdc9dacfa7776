/** The primary's side of Node's cluster module: workers that are unmodified programs share the sockets that they listen on. */
package io.jstartup.supervisor.cluster;
