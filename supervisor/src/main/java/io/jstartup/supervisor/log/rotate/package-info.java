/** Keeps logs small that others write: older bytes move to archives beside the log, by PM2's names. */
package io.jstartup.supervisor.log.rotate;
