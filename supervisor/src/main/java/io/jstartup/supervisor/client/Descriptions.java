package io.jstartup.supervisor.client;

import io.jstartup.model.Problem;
import java.util.List;

/**
 * What {@code describe} found.
 *
 * @param instances those that the targets mean, each once
 * @param problems the targets that mean none
 */
public record Descriptions(List<Description> instances, List<Problem> problems) {}
