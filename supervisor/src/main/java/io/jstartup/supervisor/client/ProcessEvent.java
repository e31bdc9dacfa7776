package io.jstartup.supervisor.client;

/**
 * Something happened to a process, as PM2's bus tells it.
 *
 * @param event {@code start}, {@code online}, {@code exit}, {@code stop}, {@code delete}; {@code kill} of the supervisor with id -1
 * @param reason how it exited; may be empty
 */
public record ProcessEvent(String event, int id, String name, int pid, String reason) {}
