package io.jstartup.supervisor.client;

import io.jstartup.model.Problem;
import java.util.List;

/**
 * What {@code reloadLogs} did.
 *
 * @param logs the paths of those that had been renamed and are written under their own names again
 */
public record LogReload(List<String> logs, List<Problem> problems) {}
