/** This process as the supervisor, or as what cleans up after one: the only part of the command line that needs native calls. */
package io.jstartup.cli.daemon;
