package io.jstartup.tests.fidelity;

import io.jstartup.tests.fidelity.Specification.Limit;
import io.jstartup.tests.fidelity.Specification.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes apps full of hostile characters, the same ones for the same seed. The first two are always one that takes 1.5 s to leave and one
 * that never leaves.
 */
public final class Specifications {
  /** SIGKILL and SIGSTOP can't be caught, 32 and 33 are the C library's own. */
  private static final List<Integer> SIGNALS =
      IntStream.rangeClosed(1, 64)
          .filter(number -> number != 9 && number != 19 && number != 32 && number != 33)
          .boxed()
          .toList();

  private static final int LEAVING = 1;
  private static final int STAYING = 2;

  /** The kill_timeout of the one that never leaves, in ms. */
  static final int PATIENCE = 3000;

  private final String folder;
  private final List<Identity> identities;
  private final int usualNice;
  private final Random random;
  private final HostileText hostile;
  private final List<String> programs;

  private Specifications(String folder, List<Identity> identities, int usualNice, long seed) {
    this.folder = folder;
    this.identities = identities;
    this.usualNice = usualNice;
    this.random = new Random(seed);
    this.hostile = new HostileText(random);
    this.programs =
        IntStream.range(0, 6)
            .mapToObj(i -> folder + "/programs/" + i + hostile.fileName())
            .toList();
  }

  /**
   * @param folder where all that they need is to be; a usual path
   * @param identities whom they may run as
   * @param usualNice the priority of the machine's processes: nobody may ask for a higher one
   */
  public static List<Specification> generate(
      String folder, List<Identity> identities, int usualNice, long seed, int count) {
    Specifications source = new Specifications(folder, identities, usualNice, seed);
    return IntStream.rangeClosed(1, count).mapToObj(source::one).toList();
  }

  private Specification one(int number) {
    Optional<String> script =
        maybe(4) ? Optional.of(folder + "/programs/script") : Optional.empty();
    return new Specification(
        number,
        name(number),
        pick(programs),
        script,
        script.isPresent() ? words(4) : List.of(),
        words(6),
        variables(number),
        maybe(4),
        maybe(8) ? "/" : folder + "/folders/" + number + hostile.fileName(),
        pick(identities),
        maybe(2) ? Optional.of(pick(List.of("000", "002", "022", "027", "077"))) : Optional.empty(),
        nice(number),
        maybe(2) ? Optional.of(limit()) : Optional.empty(),
        new Stop(pick(SIGNALS), number == STAYING ? PATIENCE : 20_000));
  }

  /** Those that are timed are not held up by others. */
  private Optional<Integer> nice(int number) {
    boolean timed = number == LEAVING || number == STAYING;
    return maybe(2) && !timed ? Optional.of(random.nextInt(usualNice, 20)) : Optional.empty();
  }

  private String name(int number) {
    return maybe(4) ? "app-" + number : hostile.text() + number + hostile.text();
  }

  private Limit limit() {
    int soft = 64 + random.nextInt(1000);
    return new Limit(soft, soft + random.nextInt(1000));
  }

  private List<String> words(int most) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(most); i > 0; i--) {
      words.add(hostile.any());
    }
    return words;
  }

  private Map<String, String> variables(int number) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("RECORD", folder + "/records/" + number);
    for (int i = random.nextInt(6); i > 0; i--) {
      variables.put(hostile.variableName(), hostile.any());
    }
    if (number == LEAVING) {
      variables.put("RECORDER_LEAVES", "1500");
    } else if (number == STAYING) {
      variables.put("RECORDER_STAYS", "yes");
    }
    return variables;
  }

  private boolean maybe(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  static boolean leavesLate(Specification specification) {
    return specification.number() == LEAVING;
  }

  static boolean stays(Specification specification) {
    return specification.number() == STAYING;
  }
}
