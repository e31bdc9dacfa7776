/** The commands, one class each: options, help and what is called. Nothing else imports picocli. */
package io.jstartup.cli.command;
