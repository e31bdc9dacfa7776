/** Listed apps that are services of systemd itself: their state, their logs, and what is done to them. */
package io.jstartup.cli.units;
