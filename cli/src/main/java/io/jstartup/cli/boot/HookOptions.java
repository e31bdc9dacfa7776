package io.jstartup.cli.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for, on the command line of {@code startup} or {@code unstartup}.
 *
 * @param platform an init system's word; empty: look which one runs
 * @param user {@code -u}
 * @param userHome {@code --hp}
 * @param serviceName {@code --service-name}
 * @param own a hook that is the caller's alone and needs no root's rights: {@code --user} without a name
 */
public record HookOptions(
    Optional<String> platform,
    Optional<String> user,
    Optional<String> userHome,
    Optional<String> serviceName,
    boolean waitIp,
    boolean force,
    boolean own) {

  /** Nothing was asked for. */
  public static final HookOptions NONE =
      new HookOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false);

  /** The words that root's command line has to repeat, besides platform, user and home. */
  List<String> repeated() {
    List<String> words = new ArrayList<>();
    serviceName.ifPresent(name -> words.addAll(List.of("--service-name", name)));
    if (waitIp) {
      words.add("--wait-ip");
    }
    if (force) {
      words.add("--force");
    }
    return words;
  }
}
