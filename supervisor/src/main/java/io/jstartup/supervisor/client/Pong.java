package io.jstartup.supervisor.client;

/**
 * Who answers on the socket.
 *
 * @param version the supervisor's version, which an upgrade of the client doesn't change
 * @param protocol of the control protocol
 * @param home the home it serves
 */
public record Pong(String version, int pid, int protocol, String home) {}
