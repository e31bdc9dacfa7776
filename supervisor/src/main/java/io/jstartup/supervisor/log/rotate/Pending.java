package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.exec.RunAs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rotation under way, as it is noted for a successor.
 *
 * @param log the log's path
 * @param inode its inode number
 * @param owner as in {@link LiveLog}
 * @param emptied it is to be emptied; else its head is to be taken out
 * @param ready the copies are whole, the bytes may have left the log
 * @param size of the log when it was copied
 * @param dropped so many bytes at its head are not copied
 * @param pieces the copies, in the order of the bytes
 * @param following the first bytes that stay in the log, a few of them
 */
record Pending(
    Path log,
    long inode,
    Optional<RunAs> owner,
    boolean emptied,
    boolean ready,
    long size,
    long dropped,
    List<Piece> pieces,
    byte[] following) {

  /** A copy: where it is made, what it is called when it is whole, and how many bytes it has. */
  record Piece(Path part, Path archive, long length) {}

  Pending {
    pieces = List.copyOf(pieces);
  }

  long length() {
    return dropped + pieces.stream().mapToLong(Piece::length).sum();
  }

  Pending readyToGo(byte[] next) {
    return new Pending(log, inode, owner, emptied, true, size, dropped, pieces, next);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("log", log.toString());
    json.put("inode", inode);
    owner.ifPresent(user -> json.put("owner", ownerJson(user)));
    json.put("emptied", emptied);
    json.put("ready", ready);
    json.put("size", size);
    json.put("dropped", dropped);
    List<Object> list = new ArrayList<>();
    for (Piece piece : pieces) {
      list.add(
          Map.of(
              "part", piece.part().toString(),
              "archive", piece.archive().toString(),
              "length", piece.length()));
    }
    json.put("pieces", list);
    json.put("following", HexFormat.of().formatHex(following));
    return json;
  }

  private static Map<String, Object> ownerJson(RunAs user) {
    List<Object> groups = new ArrayList<>();
    user.groups().forEach(group -> groups.add((long) group));
    return Map.of("uid", (long) user.uid(), "gid", (long) user.gid(), "groups", groups);
  }

  /** From {@link #toJson}; another form is a ClassCastException or a NullPointerException. */
  static Pending fromJson(Map<?, ?> json) {
    List<Piece> pieces = new ArrayList<>();
    for (Object each : (List<?>) json.get("pieces")) {
      Map<?, ?> piece = (Map<?, ?>) each;
      pieces.add(
          new Piece(
              Path.of((String) piece.get("part")),
              Path.of((String) piece.get("archive")),
              (Long) piece.get("length")));
    }
    return new Pending(
        Path.of((String) json.get("log")),
        (Long) json.get("inode"),
        Optional.ofNullable((Map<?, ?>) json.get("owner")).map(Pending::owner),
        (Boolean) json.get("emptied"),
        (Boolean) json.get("ready"),
        (Long) json.get("size"),
        (Long) json.get("dropped"),
        pieces,
        HexFormat.of().parseHex((String) json.get("following")));
  }

  private static RunAs owner(Map<?, ?> json) {
    List<Integer> groups = new ArrayList<>();
    ((List<?>) json.get("groups")).forEach(group -> groups.add(((Long) group).intValue()));
    return new RunAs(
        ((Long) json.get("uid")).intValue(), ((Long) json.get("gid")).intValue(), groups, "");
  }
}
