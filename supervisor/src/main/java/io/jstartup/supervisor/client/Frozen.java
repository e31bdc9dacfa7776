package io.jstartup.supervisor.client;

/**
 * A supervisor that has {@linkplain SupervisorClient#giveWay() given way}, over the connection that asked it to. Told nothing, it comes back
 * when that ends. For one thread.
 */
public final class Frozen {
  private final Exchange exchange;

  Frozen(Exchange exchange) {
    this.exchange = exchange;
  }

  /** It ends and touches nothing. */
  public void leave() {
    exchange.ask(exchange.request("leave"));
  }

  /** It takes back what nobody else has taken. */
  public void stay() {
    exchange.ask(exchange.request("stay"));
  }
}
