package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.SpawnRequest;
import java.util.ArrayList;
import java.util.List;

/** A spawn's strings in native memory, byte for byte, laid out as {@code char *argv[]}, {@code char *envp[]} and paths. Reused. */
final class SpawnBlock {
  /** More than that is given back after the spawn that needed it. */
  private static final int KEPT = 64 * 1024;

  private static final int POINTER = Long.BYTES;

  private NativeBuffer memory = new NativeBuffer(KEPT);

  /** Addresses, valid until the next {@link #fill}. */
  long argv;

  long environment;
  private long firstVariable;
  long program;
  long cwd;
  long stdout;
  long stderr;

  void fill(SpawnRequest request) {
    List<ListeningSocket> sockets = request.manner().sockets();
    fill(
        argv(request),
        sockets.isEmpty()
            ? request.environment()
            : ListenVariables.added(sockets, request.environment()),
        List.of(executed(request), request.cwd(), request.stdout(), request.stderr()));
  }

  /** Writes it where the first variable has room for it: {@link ListenVariables}. Any thread, while the other one spawns. */
  void ownPid(int pid) {
    int at = (int) (firstVariable - memory.address) + ListenVariables.PID_AT;
    for (byte digit : CString.of(Integer.toString(pid))) {
      memory.bytes.put(at++, digit);
    }
  }

  /** For execve(2): fills {@link #program}, {@link #argv} and {@link #environment}. */
  void fill(String executed, List<String> arguments, List<String> variables) {
    fill(arguments, variables, List.of(executed, "", "", ""));
  }

  private void fill(List<String> arguments, List<String> variables, List<String> pathTexts) {
    List<byte[]> argvBytes = encode(arguments);
    List<byte[]> environmentBytes = encode(variables);
    List<byte[]> paths = encode(pathTexts);
    int pointers = POINTER * (argvBytes.size() + 1 + environmentBytes.size() + 1);
    reserve((long) pointers + size(argvBytes) + size(environmentBytes) + size(paths));

    memory.bytes.position(pointers);
    argv = memory.address;
    int environmentAt = writePointed(argvBytes, 0);
    environment = memory.address + environmentAt;
    writePointed(environmentBytes, environmentAt);
    firstVariable = memory.bytes.getLong(environmentAt);
    program = write(paths.get(0));
    cwd = write(paths.get(1));
    stdout = write(paths.get(2));
    stderr = write(paths.get(3));
  }

  private static String executed(SpawnRequest request) {
    List<String> through = request.manner().through();
    return through.isEmpty() ? request.program() : through.get(0);
  }

  private static List<String> argv(SpawnRequest request) {
    List<String> through = request.manner().through();
    if (through.isEmpty()) {
      return request.argv();
    }
    List<String> argv = new ArrayList<>(through);
    argv.add(request.program());
    argv.addAll(request.argv().subList(1, request.argv().size()));
    return argv;
  }

  private void reserve(long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("arguments and environment of 2 GiB");
    }
    if (size > memory.size() || memory.size() > KEPT) {
      memory = new NativeBuffer(Math.max((int) size, KEPT));
    }
    memory.bytes.clear();
  }

  /** Writes the strings, and from {@code at} on their addresses and a null; returns where the next array starts. */
  private int writePointed(List<byte[]> strings, int at) {
    int pointerAt = at;
    for (byte[] string : strings) {
      memory.bytes.putLong(pointerAt, write(string));
      pointerAt += POINTER;
    }
    memory.bytes.putLong(pointerAt, 0);
    return pointerAt + POINTER;
  }

  private long write(byte[] string) {
    long address = memory.address + memory.bytes.position();
    memory.bytes.put(string).put((byte) 0);
    return address;
  }

  private static List<byte[]> encode(List<String> texts) {
    List<byte[]> encoded = new ArrayList<>(texts.size());
    for (String text : texts) {
      encoded.add(CString.encode(text));
    }
    return encoded;
  }

  private static long size(List<byte[]> strings) {
    long size = 0;
    for (byte[] string : strings) {
      size += string.length + 1;
    }
    return size;
  }
}
