package org.tillmesh.replication.sim;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;

/** The cables of a {@link VirtualShop}: what is said on a link travels as bytes, and not at all while a cable is pulled. */
final class VirtualLinks {
    /** How many messages of each kind were sent. */
    final Map<String, Integer> frames = new TreeMap<>();

    private final List<Pipe> pipes = new ArrayList<>();
    private final Flight inFlight;
    private final LongSupplier now;
    private final VirtualShop.Fate fate;
    private final BiConsumer<Machine, Message> came;

    /**
     * @param now nanoseconds of the shop's world
     * @param fate says what gets lost, or comes twice
     * @param came hears what comes to whom
     */
    VirtualLinks(Flight inFlight, LongSupplier now, VirtualShop.Fate fate, BiConsumer<Machine, Message> came) {
        this.inFlight = inFlight;
        this.now = now;
        this.fate = fate;
        this.came = came;
    }

    /** One side of a link. */
    final class End implements PeerLine {
        final String address;
        final boolean outgoing;
        final Machine at;

        @Nullable End other;

        boolean open = true;
        private boolean isUnheard;
        private final int life;

        End(Machine at, String address, boolean outgoing) {
            this.at = at;
            this.address = address;
            this.outgoing = outgoing;
            this.life = at.life();
        }

        /** What is on its way to a process that has ended reaches nobody. */
        private boolean isThere() {
            return at.life() == life;
        }

        void opened(End from) {
            if (isThere()) {
                at.during(() -> at.opened(this, from.at.certificate(), now.getAsLong()));
            }
        }

        @Override
        public void send(Message message) {
            End to = other;
            frames.merge(message.getClass().getSimpleName(), 1, Integer::sum);
            byte[] bytes = Messages.encode(message);
            if (bytes.length > Messages.FRAME_BYTES_MAX) {
                throw new AssertionError("A frame of " + bytes.length + " bytes");
            }
            if (to != null && open) {
                int copies = isUnheard ? 0 : fate.copies(at.name(), to.at.name(), message);
                isUnheard |= copies == VirtualShop.Fate.DEAF;
                for (; copies > 0; copies--) {
                    inFlight.add(to, () -> arrive(to, message, bytes));
                }
            }
        }

        private void arrive(End to, Message message, byte[] bytes) {
            if (to.open && to.isThere() && !cut(this, to)) {
                came.accept(to.at, message);
                to.at.hear(() -> to.at.during(() -> to.at.received(to, Messages.decode(bytes), now.getAsLong())));
            }
        }

        @Override
        public void close(String reason) {
            End to = other;
            if (open) {
                open = false;
                inFlight.add(this, () -> {
                    if (isThere()) {
                        at.during(() -> at.closed(this, now.getAsLong()));
                    }
                });
                if (to != null && !cut(this, to)) {
                    inFlight.add(to, () -> to.close("the other side closed"));
                }
            }
        }

        @Override
        public void closeAfter(Message last) {
            send(last);
            close("after a last word");
        }

        @Override
        public boolean isOutgoing() {
            return outgoing;
        }

        @Override
        public String address() {
            return address;
        }
    }

    private record Pipe(End one, End other) {}

    /** Links of a machine end, as a network that was away does to them when it is back. */
    void drop(Machine of, boolean central) {
        for (Pipe pipe : List.copyOf(pipes)) {
            boolean touches = pipe.one.at == of || pipe.other.at == of;
            boolean isCentral = pipe.one.at.isHeadOffice() || pipe.other.at.isHeadOffice();
            if (touches && isCentral == central && pipe.one.open) {
                pipe.one.close("the network was away");
                pipe.other.close("the network was away");
            }
        }
        pipes.removeIf(pipe -> !pipe.one.open && !pipe.other.open);
    }

    /** A process ends, and its links with it. */
    void hangUp(Machine at, String reason) {
        pipes.stream()
                .filter(p -> p.one.at == at || p.other.at == at)
                .forEach(p -> (at.isHeadOffice() ? p.other : p.one).close(reason));
    }

    /** A process dies in the middle of something. What it sent is on its way; that it is gone shows behind that, or never. */
    void die(Machine at, boolean silently) {
        for (Pipe pipe : List.copyOf(pipes)) {
            if (pipe.one.at == at || pipe.other.at == at) {
                End dead = pipe.one.at == at ? pipe.one : pipe.other;
                End other = dead == pipe.one ? pipe.other : pipe.one;
                dead.open = false;
                if (!silently) {
                    inFlight.add(other, () -> other.close("the process is gone"));
                }
            }
        }
    }

    private boolean cut(End from, End to) {
        boolean central = from.at.isHeadOffice() || to.at.isHeadOffice();
        return central ? from.at.relayCut() || to.at.relayCut() : from.at.lanCut() || to.at.lanCut();
    }

    void connect(Machine from, Machine to, String address) {
        End one = new End(from, address, true);
        End other = new End(to, "virtual:" + pipes.size(), false);
        one.other = other;
        other.other = one;
        if (!cut(one, other)) {
            pipes.add(new Pipe(one, other));
            inFlight.add(other, () -> other.opened(one));
            inFlight.add(one, () -> one.opened(other));
        }
    }

    interface Machine {
        String name();

        X509Certificate certificate();

        /** Does something of its own, in which it may die. */
        void during(Runnable work);

        /** Grows with every end of its process. */
        int life();

        void opened(PeerLine line, X509Certificate peer, long now);

        void received(PeerLine line, Message message, long now);

        void closed(PeerLine line, long now);

        /** Looks at what came, unless it is too busy for that now. */
        default void hear(Runnable what) {
            what.run();
        }

        boolean relayCut();

        boolean lanCut();

        boolean isHeadOffice();
    }
}
