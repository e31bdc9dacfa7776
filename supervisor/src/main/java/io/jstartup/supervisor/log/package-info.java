/** The logs that apps write themselves. */
package io.jstartup.supervisor.log;
