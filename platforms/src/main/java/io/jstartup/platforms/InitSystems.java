package io.jstartup.platforms;

import io.jstartup.model.EditDistance;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.systemd.Systemd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every init system that jstartup knows, by its words. */
public final class InitSystems {
  private static final List<InitSystem> ALL =
      List.of(
          new Systemd(),
          new Launchd(),
          new Upstart(),
          new SystemV(),
          new OpenRc(),
          new FreeBsdRc(),
          new OpenBsdRc(),
          new NetBsdRc(),
          new Smf(),
          new Runit(),
          new S6(),
          new Dinit(),
          new Finit(),
          new Busybox(),
          new Cron());

  private InitSystems() {}

  public static List<InitSystem> all() {
    return ALL;
  }

  /**
   * The init system that this word of the command line names.
   *
   * @throws ProblemsException for an unknown word, with the words that are known and the nearest one
   */
  public static InitSystem named(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(init -> words(init).contains(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(word, wanted));
  }

  /** Whether {@link #named} finds one by this word. */
  public static boolean knows(String word) {
    return ALL.stream().anyMatch(init -> words(init).contains(word.toLowerCase(Locale.ROOT)));
  }

  /**
   * The init system whose plan has this {@link HookPlan#initSystem id}, that of a user's own services included.
   *
   * @throws ProblemsException for an unknown one, as another version may have written it
   */
  public static InitSystem ofPlan(String id) {
    return Stream.concat(ALL.stream(), ALL.stream().flatMap(init -> init.ofUser().stream()))
        .filter(init -> init.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemsException(
                    "unknown init system '" + id + "'",
                    "this version of jstartup has no services for it",
                    "use the version that installed them"));
  }

  private static List<String> words(InitSystem init) {
    List<String> words = new ArrayList<>(init.aliases());
    words.add(0, init.id());
    return words;
  }

  private static ProblemsException unknown(String word, String wanted) {
    String known = ALL.stream().map(InitSystem::id).collect(Collectors.joining(", "));
    String nearest = nearest(wanted).map(n -> "did you mean '" + n + "'? ").orElse("");
    return new ProblemsException(
        "unknown platform '" + word + "'",
        nearest + "the platforms are " + known,
        "leave the word out and jstartup looks which one runs here");
  }

  private static Optional<String> nearest(String wanted) {
    return ALL.stream()
        .flatMap(init -> words(init).stream())
        .filter(w -> EditDistance.between(w, wanted) <= Math.max(1, w.length() / 3))
        .min(Comparator.comparingInt(w -> EditDistance.between(w, wanted)));
  }
}
