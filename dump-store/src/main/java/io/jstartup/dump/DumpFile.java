package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One file that should hold a list, as it was at one moment.
 *
 * @param state whether it can be used
 * @param content its bytes; null when it is absent or was not to be read
 * @param instances the list; of a bad file, those entries that can be used
 * @param reason why it is bad
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DumpFile(State state, byte[] content, List<SavedInstance> instances, String reason) {
  enum State {
    ABSENT,
    GOOD,
    BAD
  }

  /** Never fails. Links are followed; only a plain file of the folder's owner, or of root, is opened. */
  static DumpFile read(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new DumpFile(State.ABSENT, null, List.of(), "");
      }
      String refusal = refusal(file);
      return refusal.isEmpty() ? of(bytes(file)) : bad(null, refusal);
    } catch (NoSuchFileException e) {
      return bad(null, "it is a link to nowhere");
    } catch (IOException e) {
      return bad(null, "it cannot be read (" + e + ")");
    }
  }

  private static String refusal(Path file) throws IOException {
    Map<String, Object> facts = Files.readAttributes(file, "unix:uid,isRegularFile,size");
    Object owner = facts.get("uid");
    if (!facts.get("isRegularFile").equals(true)) {
      return "it is not a plain file";
    }
    if (!owner.equals(0) && !owner.equals(Files.getAttribute(file.getParent(), "unix:uid"))) {
      return "it belongs to another user (" + owner + ")";
    }
    return (Long) facts.get("size") > Json.MAX_BYTES ? "it is too large" : "";
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Json.MAX_BYTES + 1);
    }
  }

  static DumpFile of(byte[] content) {
    try {
      AppEntries entries = AppEntries.read(content);
      return entries.problems().isEmpty()
          ? new DumpFile(State.GOOD, content, entries.instances(), "")
          : new DumpFile(State.BAD, content, entries.instances(), reason(entries.problems()));
    } catch (JsonException e) {
      return bad(content, content.length == 0 ? "it is empty" : e.getMessage());
    }
  }

  private static String reason(List<Problem> problems) {
    String first = problems.get(0).message();
    int more = problems.size() - 1;
    return more == 0 ? first : first + " (and " + more + " more)";
  }

  private static DumpFile bad(byte[] content, String reason) {
    return new DumpFile(State.BAD, content, List.of(), reason);
  }

  boolean good() {
    return state == State.GOOD;
  }
}
