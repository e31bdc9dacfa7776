/** The {@code logs} command: which files, and how their lines are shown. */
package io.jstartup.cli.logs;
