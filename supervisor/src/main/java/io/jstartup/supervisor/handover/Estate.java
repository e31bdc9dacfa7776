package io.jstartup.supervisor.handover;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.control.OpenConnection;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.listen.AppSockets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a supervisor holds and can hand over.
 *
 * @param open its open requests
 * @param sockets those of the apps
 * @param receivers the apps' notification sockets, by their addresses
 * @param shared what cluster workers share, by inodes
 */
public record Estate(
    Replacement replacement,
    AutoCloseable lock,
    AutoCloseable listener,
    ControlServer server,
    Supplier<List<OpenRequest>> open,
    AppSockets sockets,
    Supplier<Map<String, AutoCloseable>> receivers,
    Supplier<Map<Long, SharedSocket>> shared) {

  HandoverState state(ProcessIdentity self, String version, List<String> back) {
    List<OpenRequest> requests = open.get();
    List<OpenConnection> connections = new ArrayList<>();
    for (Connection connection : server.connections()) {
      if (replacement.descriptor(connection) >= 0) {
        connections.add(connection(connection, requests));
      }
    }
    return new HandoverState(
        self,
        version,
        back,
        "",
        replacement.descriptor(lock),
        replacement.descriptor(listener),
        connections,
        sockets.open().stream()
            .map(it -> new HeldSocket(replacement.descriptor(it), it.address()))
            .toList(),
        descriptors(),
        sharedDescriptors());
  }

  private Map<Long, Integer> sharedDescriptors() {
    Map<Long, Integer> descriptors = new LinkedHashMap<>();
    shared.get().forEach((inode, socket) -> descriptors.put(inode, replacement.descriptor(socket)));
    return descriptors;
  }

  private Map<String, Integer> descriptors() {
    Map<String, Integer> descriptors = new LinkedHashMap<>();
    receivers
        .get()
        .forEach((address, receiver) -> descriptors.put(address, replacement.descriptor(receiver)));
    return descriptors;
  }

  private OpenConnection connection(Connection connection, List<OpenRequest> requests) {
    List<Object> own = new ArrayList<>();
    for (OpenRequest request : requests) {
      if (request.request().connection() == connection) {
        own.add(request.toJson());
      }
    }
    return new OpenConnection(
        replacement.descriptor(connection),
        server.undecoded(connection),
        replacement.unsent(connection),
        server.deaf(connection),
        own);
  }
}
