package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.exec.RunAs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A log that somebody appends to.
 *
 * @param file its absolute path
 * @param owner root keeps it on behalf of this user; empty: it is the supervisor's own user's
 */
public record LiveLog(Path file, Rule rule, Optional<RunAs> owner) {}
