/** The sockets that a supervisor listens on for an app. */
package io.jstartup.model.listen;
