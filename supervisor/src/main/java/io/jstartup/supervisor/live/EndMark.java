package io.jstartup.supervisor.live;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.DurableFile;
import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.BootIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a supervisor of this home last ended with none of its apps running. A process that carries an app's id and is older was spared by
 * {@code treekill: false}, or escaped: it is not the app.
 */
public final class EndMark {
  private EndMark() {}

  /** @param now by the operating system's clock of start times */
  public static void set(HomeLayout home, BootIdentity boot, long now) throws IOException {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("boot", boot.bootId());
    mark.put("init", boot.initStartTime());
    mark.put("ended", now);
    DurableFile.system().publish(home.ended(), Json.compact(mark));
  }

  /** The least start time that an app of this home can have; 0: any, as none has ended so in this boot. */
  public static long startsAfter(HomeLayout home, BootIdentity boot) {
    try {
      Map<?, ?> mark = (Map<?, ?>) Json.parse(Files.readAllBytes(home.ended()));
      boolean now =
          boot.bootId().equals(mark.get("boot"))
              && mark.get("init") instanceof Long init
              && init == boot.initStartTime();
      return now && mark.get("ended") instanceof Long ended ? ended + 1 : 0;
    } catch (IOException | JsonException | ClassCastException e) {
      return 0;
    }
  }
}
