package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Status;

/**
 * What systemd says of one app's service.
 *
 * @param pid 0 when it doesn't run
 * @param uptimeMillis since its process started; 0 when it doesn't run
 * @param restarts how often systemd started it again by itself; 0 before systemd 235, which doesn't count
 * @param cpu percent of one core, the average since it started; 0 where systemd doesn't count it
 * @param memory bytes of all its processes and of the files they have in memory; where systemd doesn't count them, resident ones of all
 *     its processes
 * @param reason why it failed, in systemd's word; may be empty
 * @param journal whether its output goes to the journal; the output of what a runner runs does not
 */
public record UnitState(
    Status status,
    int pid,
    long uptimeMillis,
    int restarts,
    double cpu,
    long memory,
    String reason,
    boolean journal) {}
