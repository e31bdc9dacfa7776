/** From the words and options of {@code start} to what the supervisor is asked. */
package io.jstartup.cli.start;
