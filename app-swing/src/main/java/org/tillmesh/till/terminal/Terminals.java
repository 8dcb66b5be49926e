package org.tillmesh.till.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** The door to card payments: what was asked, what became of it, and what is still to be decided. */
public final class Terminals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);
    private static final int LISTED_MAX = 50;
    private static final int AGAIN_SECONDS = 5;
    private static final int START_SECONDS_MAX = 3;

    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final TerminalDesk desk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "card payments");
        made.setDaemon(true);
        return made;
    });

    public Terminals(TillLock lock, Shop shop, Login login, TerminalDesk desk) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.desk = desk;
    }

    /** What a manager or the cashier wants to become of a payment. */
    public enum Resolve {
        QUERY,
        APPROVED,
        DECLINED,
        REVERSE
    }

    /** Asks for what was open when the till ended; waits a moment for the answer, so that the cart is there with its tender. */
    public void begin() {
        var asked = new CountDownLatch(1);
        boolean isOpen = desk.open().isPresent();
        thread.scheduleWithFixedDelay(
                () -> {
                    askAgain();
                    asked.countDown();
                },
                isOpen ? 0 : AGAIN_SECONDS,
                AGAIN_SECONDS,
                TimeUnit.SECONDS);
        try {
            if (isOpen && !asked.await(START_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.info("The terminal does not answer yet; it is asked on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the terminal could not be asked about is asked again until it answers. */
    private void askAgain() {
        try {
            lock.doing(() -> {
                desk.open()
                        .filter(intent -> intent.outcome() == PaymentIntent.Outcome.OPEN)
                        .ifPresent(intent -> desk.query(intent, false));
                return true;
            });
        } catch (TillException e) {
            if (e.code() != RefusalCode.TERMINAL_BUSY) {
                LOG.info("What became of a card payment: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.warn("The terminal could not be asked about a payment", e);
        }
    }

    /** What is undecided, and the last ones that are decided; newest first. */
    public List<TerminalAnswers.Intent> intents() {
        return lock.doing(() -> {
            shop.requireUser();
            List<PaymentIntent> all = desk.book().all();
            int old = Math.max(0, all.size() - LISTED_MAX);
            var listed = new ArrayList<TerminalAnswers.Intent>();
            for (int i = all.size() - 1; i >= 0; i--) {
                if (i >= old || all.get(i).isUndecided()) {
                    listed.add(TerminalAnswers.Intent.of(all.get(i)));
                }
            }
            return listed;
        });
    }

    /** How far the dialogue with the terminal is; it holds nobody up. */
    public TerminalAnswers.Live live() {
        return desk.live();
    }

    /** Whether card payments go through a terminal. */
    public boolean isSet() {
        return desk.isSet();
    }

    /** How many nobody has decided. */
    public int undecided() {
        return (int)
                desk.book().all().stream().filter(PaymentIntent::isUndecided).count();
    }

    /**
     * Decides what became of a payment.
     *
     * @throws TillException TERMINAL_UNKNOWN while the terminal can't tell; BAD_VALUE if it is decided
     */
    public TerminalAnswers.Intent resolve(String id, Resolve how, @Nullable String approve, Consumer<String> said) {
        return lock.doing(() -> {
            shop.requireUser();
            PaymentIntent intent = desk.book().needed(id);
            return TerminalAnswers.Intent.of(
                    switch (how) {
                        case QUERY -> intent.isOpen() ? desk.query(intent, true) : intent;
                        case APPROVED -> desk.approve(intent, approve);
                        case DECLINED -> desk.decline(intent, approve);
                        case REVERSE -> desk.reverse(intent, approve, said);
                    });
        });
    }

    /** Sums of the terminal beside the till's own. */
    public TerminalAnswers.Totals totals() {
        return lock.doing(() -> {
            shop.requireUser();
            return TerminalAnswers.Totals.of(desk.totals(false, text -> {}));
        });
    }

    /** End of day: the terminal sends what waits for its host and settles with the acquirer. */
    public TerminalAnswers.Totals settle(@Nullable String approve, Consumer<String> said) {
        return lock.doing(() -> {
            shop.requireUser();
            shop.refuseUndecided();
            login.allow(false, Act.SETTLE_TERMINAL.with(), approve);
            return TerminalAnswers.Totals.of(desk.totals(true, said));
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
