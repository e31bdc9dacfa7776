package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.SocketPair;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is given for a run beside what is its own.
 *
 * @param variables of its environment
 * @param channel between it and the supervisor; whoever gives it out closes it
 */
public record Gear(Map<String, String> variables, Optional<SocketPair> channel) {
  public static final Gear NONE = new Gear(Map.of(), Optional.empty());

  public Gear {
    variables = Map.copyOf(variables);
  }
}
