package io.jstartup.supervisor.client;

/**
 * The list as PM2's jlist prints it.
 *
 * @param json UTF-8, without a newline
 * @param services whether services of the init system are in it, of whose state the supervisor knows nothing
 */
public record ListText(byte[] json, boolean services) {}
