package io.jstartup.supervisor.client;

/**
 * A process sent a message over its channel: {@code process.send()} in Node.
 *
 * @param message a JSON value: a map or list (unmodifiable is not promised), a text, a number, a boolean or null
 */
public record ProcessMessage(int id, String name, int pid, Object message) {}
