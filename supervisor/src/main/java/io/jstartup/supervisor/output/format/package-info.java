/** What a line of a log looks like. */
package io.jstartup.supervisor.output.format;
