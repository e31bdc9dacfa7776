package io.jstartup.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal that can ask an app to stop: any, with its Linux number (signal(7); the numbers of x86 and ARM). Its name is spelled with
 * SIG: {@code SIGINT}; those for real-time use have numbers for names, {@code SIG34}, as the C library counts them in its own way.
 */
public enum StopSignal {
  SIGHUP(1),
  SIGINT(2),
  SIGQUIT(3),
  SIGILL(4),
  SIGTRAP(5),
  SIGABRT(6),
  SIGBUS(7),
  SIGFPE(8),
  SIGKILL(9),
  SIGUSR1(10),
  SIGSEGV(11),
  SIGUSR2(12),
  SIGPIPE(13),
  SIGALRM(14),
  SIGTERM(15),
  SIGSTKFLT(16),
  SIGCHLD(17),
  SIGCONT(18),
  SIGSTOP(19),
  SIGTSTP(20),
  SIGTTIN(21),
  SIGTTOU(22),
  SIGURG(23),
  SIGXCPU(24),
  SIGXFSZ(25),
  SIGVTALRM(26),
  SIGPROF(27),
  SIGWINCH(28),
  SIGIO(29),
  SIGPWR(30),
  SIGSYS(31),
  SIG32(32),
  SIG33(33),
  SIG34(34),
  SIG35(35),
  SIG36(36),
  SIG37(37),
  SIG38(38),
  SIG39(39),
  SIG40(40),
  SIG41(41),
  SIG42(42),
  SIG43(43),
  SIG44(44),
  SIG45(45),
  SIG46(46),
  SIG47(47),
  SIG48(48),
  SIG49(49),
  SIG50(50),
  SIG51(51),
  SIG52(52),
  SIG53(53),
  SIG54(54),
  SIG55(55),
  SIG56(56),
  SIG57(57),
  SIG58(58),
  SIG59(59),
  SIG60(60),
  SIG61(61),
  SIG62(62),
  SIG63(63),
  SIG64(64);

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /**
   * Whether a SIGCONT right after it takes it back, as long as the process has not been on a processor since: a terminal's stop signals,
   * signal(7). systemd, runit and s6 send one after each stop signal.
   */
  public boolean discardedByContinue() {
    return this == SIGTSTP || this == SIGTTIN || this == SIGTTOU;
  }

  /** {@code INT}: the name as LSB, dinit and kill(1) write it. */
  public String shortName() {
    return name().substring(3);
  }

  /** From {@code SIGINT}, {@code INT}, {@code sigint} or {@code 2}; empty when it names no signal. */
  public static Optional<StopSignal> parse(String text) {
    String wanted = text.trim().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            s ->
                wanted.equals(s.name())
                    || wanted.equals(s.shortName())
                    || wanted.equals(String.valueOf(s.number)))
        .findFirst();
  }
}
