package io.jstartup.supervisor.handover;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.DurableFile;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.control.OpenConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a supervisor leaves for the program that takes its place in the same process, beside the live state: who it was, and what its
 * descriptors are. A file, for that one process and that one moment.
 *
 * @param process whose file it is
 * @param version of the program that wrote it
 * @param back the command line that brings that program back
 * @param failure why a newer one gave the process back; empty when none did
 * @param lock the descriptor of the home's lock
 * @param listener the descriptor of the control socket
 * @param sockets those of the apps
 * @param receivers the descriptors of the apps' notification sockets, by their addresses
 * @param shared the descriptors of what cluster workers share, by inodes
 */
record HandoverState(
    ProcessIdentity process,
    String version,
    List<String> back,
    String failure,
    int lock,
    int listener,
    List<OpenConnection> connections,
    List<HeldSocket> sockets,
    Map<String, Integer> receivers,
    Map<Long, Integer> shared) {
  /** A later program must read what an earlier one wrote: new members only, or another number and both readers. */
  static final long FORMAT = 1;

  HandoverState failed(String why) {
    return new HandoverState(
        process, version, back, why, lock, listener, connections, sockets, receivers, shared);
  }

  List<Integer> descriptors() {
    List<Integer> all = new ArrayList<>(List.of(lock, listener));
    connections.forEach(connection -> all.add(connection.descriptor()));
    sockets.forEach(socket -> all.add(socket.descriptor()));
    all.addAll(receivers.values());
    all.addAll(shared.values());
    return all;
  }

  void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("v", FORMAT);
    json.put("pid", (long) process.pid());
    json.put("start", process.startTime());
    json.put("version", version);
    json.put("back", back);
    json.put("failure", failure);
    json.put("lock", (long) lock);
    json.put("listener", (long) listener);
    json.put("connections", connections.stream().map(OpenConnection::toJson).toList());
    json.put("sockets", sockets.stream().map(HeldSocket::toJson).toList());
    Map<String, Object> numbers = new LinkedHashMap<>();
    receivers.forEach((address, descriptor) -> numbers.put(address, (long) descriptor));
    json.put("receivers", numbers);
    Map<String, Object> inodes = new LinkedHashMap<>();
    shared.forEach((inode, descriptor) -> inodes.put(Long.toString(inode), (long) descriptor));
    json.put("shared", inodes);
    DurableFile.system().publish(file, Json.compact(json));
  }

  /** Empty when there is none, or one that can't be read: then the live state must do. */
  static Optional<HandoverState> read(Path file) throws IOException {
    try {
      Object json = Json.parse(Files.readAllBytes(file));
      return json instanceof Map<?, ?> map ? Optional.of(fromJson(map)) : Optional.empty();
    } catch (NoSuchFileException | JsonException e) {
      return Optional.empty();
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // what write has written
  private static HandoverState fromJson(Map<?, ?> json) {
    if (number(json, "v") != FORMAT) {
      throw new IllegalArgumentException("another format");
    }
    return new HandoverState(
        new ProcessIdentity((int) number(json, "pid"), number(json, "start")),
        (String) json.get("version"),
        (List<String>) json.get("back"),
        (String) json.get("failure"),
        (int) number(json, "lock"),
        (int) number(json, "listener"),
        ((List<?>) json.get("connections"))
            .stream().map(each -> OpenConnection.fromJson((Map<?, ?>) each)).toList(),
        HeldSocket.all(json.get("sockets")),
        receivers(json),
        shared(json));
  }

  /** An earlier version had none. */
  private static Map<Long, Integer> shared(Map<?, ?> json) {
    Map<Long, Integer> shared = new LinkedHashMap<>();
    if (json.get("shared") instanceof Map<?, ?> inodes) {
      inodes.forEach(
          (inode, number) -> shared.put(Long.valueOf((String) inode), ((Long) number).intValue()));
    }
    return shared;
  }

  /** An earlier version had none. */
  private static Map<String, Integer> receivers(Map<?, ?> json) {
    Map<String, Integer> receivers = new LinkedHashMap<>();
    if (json.get("receivers") instanceof Map<?, ?> numbers) {
      numbers.forEach(
          (address, number) -> receivers.put((String) address, ((Long) number).intValue()));
    }
    return receivers;
  }

  private static long number(Map<?, ?> json, String key) {
    return (Long) json.get(key);
  }
}
