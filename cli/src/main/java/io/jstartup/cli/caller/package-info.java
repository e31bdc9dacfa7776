/** Who called us and with what: arguments, environment and terminal, as the operating system has them, not as Java decodes them. */
package io.jstartup.cli.caller;
