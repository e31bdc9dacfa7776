/** {@code jstartup demo}: what jstartup promises, shown on this machine in a few seconds, without root and without a trace. */
package io.jstartup.cli.demo;
