package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.caller.Terminal;
import io.jstartup.cli.output.Console;
import io.jstartup.dump.json.Json;
import io.jstartup.generator.Preview;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PreviewTextTest {
  private static String shown(List<Preview> removals, boolean json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(false, false, Terminal.UNLIMITED, true, false);
    PreviewText.showRemovals(new Console(out, out, terminal), removals, List.of("left"), json);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Preview removal(String service) {
    return new Preview("finit", service, List.of(), List.of(List.of("initctl", "x")), List.of());
  }

  @Test
  void theRemovalOfSeveralHooksIsOneObject() {
    Map<?, ?> two = (Map<?, ?>) Json.parse(shown(List.of(removal("one"), removal("two")), true));
    assertEquals(true, two.get("wouldChange"));
    assertEquals(List.of("left"), two.get("warnings"));
    assertEquals(
        List.of("one", "two"),
        ((List<?>) two.get("hooks"))
            .stream().map(hook -> ((Map<?, ?>) hook).get("service")).toList());
    Map<?, ?> none = (Map<?, ?>) Json.parse(shown(List.of(), true));
    assertEquals(false, none.get("wouldChange"));
    assertEquals(List.of(), none.get("hooks"));
  }

  @Test
  void eachHookIsShownAndThatNothingWasChangedOnce() {
    String text = shown(List.of(removal("one"), removal("two")), false);
    assertTrue(text.contains("boot hook one for finit"), text);
    assertTrue(text.contains("boot hook two for finit"), text);
    assertEquals(2, text.split("nothing was changed", -1).length, text);
  }
}
