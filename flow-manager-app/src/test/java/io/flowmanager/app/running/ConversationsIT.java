package io.flowmanager.app.running;

import io.flowmanager.app.conversation.ConversationsContract;
import io.flowmanager.app.conversation.Player;
import io.flowmanager.mysql.server.DatabaseAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The conversations recorded from the original, had with the daemon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsIT implements ConversationsContract {
  private DatabaseAddress database;
  private DaemonProcess daemon;
  private Player player;

  @BeforeAll
  void start() throws IOException, TimeoutException {
    database = TestServers.emptyDatabase();
    List<String> flags = new ArrayList<>(TestServers.flags(database));
    flags.add("-fetch_allow_private");
    daemon = DaemonProcess.start(flags);
    player = Player.of(daemon);
  }

  @AfterAll
  void stop() throws IOException {
    player.close();
    daemon.close();
    TestServers.drop(database);
  }

  @Override
  public Player player() {
    return player;
  }
}
