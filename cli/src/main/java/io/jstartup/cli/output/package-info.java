/** What the reader sees: streams, tables, widths, units. */
package io.jstartup.cli.output;
