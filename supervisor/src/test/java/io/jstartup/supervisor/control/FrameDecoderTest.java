package io.jstartup.supervisor.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  @Test
  void putsFramesTogetherHoweverTheyAreCut() throws FrameException {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<Frame> sent = frames(random);
      FrameDecoder decoder = new FrameDecoder();
      List<Frame> got = new ArrayList<>();
      for (byte[] piece : pieces(sent, random)) {
        decoder.add(piece);
        Frame frame;
        while ((frame = decoder.next()) != null) {
          got.add(frame);
        }
      }
      assertEquals(sent.size(), got.size());
      for (int i = 0; i < sent.size(); i++) {
        assertArrayEquals(sent.get(i).header(), got.get(i).header());
        assertArrayEquals(sent.get(i).body(), got.get(i).body());
      }
    }
  }

  @Test
  void refusesLengthsBeyondTheLimits() {
    assertRefused(Protocol.MAX_HEADER + 1, 0);
    assertRefused(-1, 0);
    assertRefused(0, Protocol.MAX_BODY + 1);
    assertRefused(2, Integer.MIN_VALUE);
  }

  @Test
  void waitsForMoreThanAClaim() throws FrameException {
    FrameDecoder decoder = new FrameDecoder();
    decoder.add(prefix(Protocol.MAX_HEADER, Protocol.MAX_BODY));
    assertNull(decoder.next());
  }

  @Test
  void survivesNoise() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      FrameDecoder decoder = new FrameDecoder();
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      decoder.add(noise);
      try {
        while (decoder.next() != null) {
          continue;
        }
      } catch (FrameException e) {
        assertEquals(0, e.getMessage().indexOf("the "));
      }
    }
  }

  private static void assertRefused(int header, int body) {
    FrameDecoder decoder = new FrameDecoder();
    decoder.add(prefix(header, body));
    assertThrows(FrameException.class, decoder::next);
  }

  private static byte[] prefix(int header, int body) {
    return ByteBuffer.allocate(8).putInt(header).putInt(body).array();
  }

  private static List<Frame> frames(Random random) {
    List<Frame> frames = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      byte[] body = new byte[random.nextInt(random.nextInt(20) == 0 ? 70_000 : 50)];
      random.nextBytes(body);
      frames.add(new Frame(("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8), body));
    }
    return frames;
  }

  private static List<byte[]> pieces(List<Frame> frames, Random random) {
    int size = frames.stream().mapToInt(frame -> frame.encode().length).sum();
    ByteBuffer all = ByteBuffer.allocate(size);
    frames.forEach(frame -> all.put(frame.encode()));
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < size; ) {
      int to = Math.min(size, from + 1 + random.nextInt(random.nextBoolean() ? 5 : 90_000));
      pieces.add(Arrays.copyOfRange(all.array(), from, to));
      from = to;
    }
    return pieces;
  }
}
