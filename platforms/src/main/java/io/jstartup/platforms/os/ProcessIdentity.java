package io.jstartup.platforms.os;

/**
 * A process for certain: a pid alone may be somebody else's tomorrow.
 *
 * @param pid its process id
 * @param startTime clock ticks between boot and its start: field 22 of {@code /proc/PID/stat}, proc(5)
 */
public record ProcessIdentity(int pid, long startTime) {}
