package io.jstartup.platforms.os;

/**
 * This boot of this machine or container: nothing is adopted across it.
 *
 * @param bootId {@code /proc/sys/kernel/random/boot_id}; containers share their host's
 * @param initStartTime start time of PID 1 in clock ticks; tells one start of a container from the next
 */
public record BootIdentity(String bootId, long initStartTime) {}
