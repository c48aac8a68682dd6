package io.flowmanager.bench;

import static io.flowmanager.bench.Scan.ascii;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.flowmanager.bench.Tally.Kind;
import java.io.IOException;
import java.time.Duration;

/**
 * A caller, one of many at once: creates an activeflow, asks for the next action until there is none, and
 * begins anew. Has one request on its way at a time, and no thread.
 */
final class Caller {
  /** More than any flow here takes: whatever answers, a call ends. */
  static final int NEXTS_MAX = 60;

  /** The time that it does nothing after a failure, so that failing costs no more than succeeding. */
  static final Duration PAUSE = Duration.ofMillis(100);

  private static final byte[] STATUS = ascii("status_code");
  private static final byte[] DATA = ascii("data");
  private static final byte[] ID = ascii("id");
  private static final byte[] FINISH = ascii(CallFlow.FINISH);
  private static final byte[] START = ascii(CallFlow.START);
  private static final int ID_LENGTH = 36;
  private static final int OK = 200;
  private static final int HEX_DIGITS = 12;
  private static final int REFERENCE_START = 8;

  /** The address that a request is sent to. */
  interface Line {
    void send(BasicProperties properties, byte[] body) throws IOException;
  }

  /** The point that it has come to with its activeflow. */
  private enum State {
    CREATING,
    STEPPING,
    LISTENING,
    PAUSING,
    DONE
  }

  private final int index;
  private final Duration pause;
  private final Line line;
  private final Tally tally;
  private final BasicProperties.Builder properties;
  private final byte[] creation;
  private final int referenceAt;
  private final byte[] next;
  private final int activeflowAt;
  private final int currentAt;

  private State state = State.DONE;
  private long number;
  private long sent;
  private int nexts;
  private boolean endsSoon;

  /**
   * @param number what its requests are numbered from: no two are ever the same for the one asked
   * @param pause how long it waits before it asks for the next action
   * @param flow the id of the flow to walk through
   */
  Caller(
      int index,
      long number,
      Duration pause,
      Line line,
      Tally tally,
      String replyTo,
      String customer,
      String flow) {
    this.index = index;
    this.number = number;
    this.pause = pause;
    this.line = line;
    this.tally = tally;
    this.properties = new BasicProperties.Builder().contentType(Wire.CONTENT_TYPE).replyTo(replyTo);
    String reference =
        "%s-%04x-4000-8000-%012x".formatted(customer.substring(0, REFERENCE_START), index, 0);
    String before =
        """
        {"uri":"/v1/activeflows","method":"POST","publisher":"call-manager",\
        "data_type":"application/json","data":{"customer_id":"%s","flow_id":"%s",\
        "reference_type":"call","reference_id":"\
        """
            .formatted(customer, flow);
    this.creation = ascii(before + reference + "\",\"variables\":{\"company\":\"ACME\"}}}");
    this.referenceAt = before.length();
    String toActiveflow = "{\"uri\":\"/v1/activeflows/";
    String toCurrent =
        """
        %s%s/next","method":"GET","publisher":"call-manager","data_type":"application/json",\
        "data":{"current_action_id":"\
        """
            .formatted(toActiveflow, CallFlow.START);
    this.next = ascii(toCurrent + CallFlow.START + "\"}}");
    this.activeflowAt = toActiveflow.length();
    this.currentAt = toCurrent.length();
  }

  /** Begins with an activeflow. */
  synchronized void begin(long now) throws IOException {
    if (endsSoon) {
      state = State.DONE;
      return;
    }
    state = State.CREATING;
    nexts = 0;
    writeHex(number, creation, referenceAt + ID_LENGTH - HEX_DIGITS);
    send(creation, now);
  }

  /** Takes the answer to a request of its own. */
  synchronized void answered(long toNumber, byte[] body, long now) throws IOException {
    boolean isAwaited = (state == State.CREATING || state == State.STEPPING) && toNumber == number;
    if (!isAwaited) {
      return; // its time was over
    }
    int root = Scan.root(body);
    int status = Scan.number(body, Scan.member(body, root, STATUS));
    int id = Scan.member(body, Scan.member(body, root, DATA), ID);
    if (status != OK) {
      fail("refused with " + status, now);
    } else if (!Scan.isText(body, id, ID_LENGTH)) {
      fail("answered without an id", now);
    } else if (state == State.CREATING) {
      tally.answered(Kind.CREATE, sent, now);
      System.arraycopy(body, id + 1, next, activeflowAt, ID_LENGTH);
      System.arraycopy(START, 0, next, currentAt, ID_LENGTH);
      state = State.STEPPING;
      send(next, now);
    } else {
      stepped(body, id, now);
    }
  }

  private void stepped(byte[] body, int id, long now) throws IOException {
    if (Scan.isText(body, id, FINISH)) {
      tally.answered(Kind.FINISH, sent, now);
      begin(now);
      return;
    }
    tally.answered(Kind.NEXT, sent, now);
    nexts++;
    if (nexts == NEXTS_MAX) {
      fail("did not finish", now);
      return;
    }
    System.arraycopy(body, id + 1, next, currentAt, ID_LENGTH);
    if (pause.isZero()) {
      send(next, now);
    } else {
      state = State.LISTENING;
      sent = now;
    }
  }

  /**
   * To be called now and then: gives up what takes too long, and goes on after a pause.
   *
   * @param now the time of this very call
   */
  synchronized void tick(long now, Duration answerWait) throws IOException {
    switch (state) {
      case CREATING, STEPPING -> {
        if (now - sent > answerWait.toNanos()) {
          fail("not answered", now);
        }
      }
      case LISTENING -> {
        if (now - sent > pause.toNanos()) {
          state = State.STEPPING;
          send(next, now);
        }
      }
      case PAUSING -> {
        if (now - sent > PAUSE.toNanos()) {
          begin(now);
        }
      }
      case DONE -> {}
    }
  }

  /** Begins with nothing more, but goes on to the end with what it has begun. */
  synchronized void endSoon() {
    endsSoon = true;
  }

  synchronized boolean isDone() {
    return state == State.DONE;
  }

  private void fail(String how, long now) {
    tally.failed(state == State.CREATING ? Kind.CREATE : Kind.NEXT, how);
    state = endsSoon ? State.DONE : State.PAUSING;
    sent = now;
  }

  private void send(byte[] body, long now) throws IOException {
    number++;
    sent = now;
    line.send(properties.correlationId(index + "-" + number).build(), body);
  }

  private static void writeHex(long value, byte[] into, int place) {
    for (int digit = 0; digit < HEX_DIGITS; digit++) {
      int nibble = (int) (value >>> (4 * (HEX_DIGITS - 1 - digit))) & 0xf;
      into[place + digit] = (byte) Character.forDigit(nibble, 16);
    }
  }
}
