/**
 * Logs that the supervisor writes, because lines are to get a date, to be JSON, or to be in a combined log too. The app writes to a
 * spool, a file of its own, and waits for nobody; a thread follows the spools and writes the logs. What is in a spool and not in a log
 * yet is there for a successor.
 */
package io.jstartup.supervisor.output;
