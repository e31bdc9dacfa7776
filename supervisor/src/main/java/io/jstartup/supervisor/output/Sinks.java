package io.jstartup.supervisor.output;

/**
 * What an app's process has as its standard output and standard error.
 *
 * @param direct whether these are its logs; their folders need not be there
 */
public record Sinks(String out, String error, boolean direct) {}
