package io.jstartup.supervisor.client;

/**
 * One process has reached its end state in an operation that takes several.
 *
 * @param status in PM2's words; {@code deleted} when it is off the list
 * @param reason why it is errored; may be empty
 */
public record Progress(int id, String name, int pid, String status, String reason) {}
