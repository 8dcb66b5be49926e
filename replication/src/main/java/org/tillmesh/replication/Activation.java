package org.tillmesh.replication;

import io.netty.channel.ChannelFuture;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.link.Cable;
import org.tillmesh.replication.link.Link;
import org.tillmesh.replication.link.Sockets;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.wire.Message;

/** How a new till gets its certificate: once, with a code, over TLS whose authority the code names. */
public final class Activation {
    private static final int SECONDS_MAX = 10;

    private Activation() {}

    /**
     * A till that was admitted.
     *
     * @param ring its key, its certificate and the company's authority; not saved yet
     * @param relay the relay's certificate
     * @param extras what the relay's side put along
     */
    public record Activated(Identity identity, KeyRing ring, X509Certificate relay, Value extras) {}

    /** The relay said no; {@code code} is one of the command-line contract's. */
    public static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String code;

        Denied(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The same for an empty folder. */
    public static Activated run(HostPort relay, ActivationCode code, Clock clock) {
        return run(relay, code, null, clock);
    }

    /**
     * @param company whose records the folder holds already; null if none. The secret is not said to another's relay
     * @throws Denied if the relay refuses, or is of another company
     * @throws OfflineException if it can't be reached, or breaks off
     * @throws NoAnswerException if something is there that does not answer
     * @throws SecurityFailure if it is not the relay that made the code: the code was mistyped, or the address
     */
    public static Activated run(HostPort relay, ActivationCode code, @Nullable String company, Clock clock) {
        var stranger = new AtomicBoolean();
        KeyPair pair = KeyRing.newEd25519();
        var answer = new CompletableFuture<Message>();
        ExecutorService decider = Executors.newSingleThreadExecutor();
        try (Sockets sockets = new Sockets("activation")) {
            Link link = new Link(
                    new Asking(code, company, pair, answer, System.nanoTime()), decider, true, relay.toString());
            ChannelFuture dialled = sockets.dial(
                    relay.host(), relay.port(), new Cable(), LinkTls.activation(code, () -> stranger.set(true)), link);
            dialled.awaitUninterruptibly(SECONDS_MAX, TimeUnit.SECONDS);
            if (!dialled.isSuccess()) {
                throw new OfflineException("The relay " + relay + " can't be reached: "
                        + (dialled.cause() == null
                                ? "no answer"
                                : dialled.cause().getMessage())
                        + ". Check its address and the network.");
            }
            return taken(answer.get(SECONDS_MAX, TimeUnit.SECONDS), code, pair, clock);
        } catch (TimeoutException e) {
            throw noAnswer(relay);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Denied denied) {
                throw denied;
            }
            if (stranger.get()) {
                throw new SecurityFailure(
                        "The activation code is not one of the head office at " + relay
                                + ". Compare its last eight characters with what head office gave out, and check the address;"
                                + " the code is not used up",
                        e);
            }
            if (e.getCause() instanceof NoAnswerException) {
                throw noAnswer(relay);
            }
            throw new OfflineException("The program at " + relay + " broke off before it answered (" + reason(e)
                    + "). Check that the address is head office's port for tills, and try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("The activation was interrupted");
        } finally {
            decider.shutdownNow();
        }
    }

    private static NoAnswerException noAnswer(HostPort relay) {
        return new NoAnswerException(
                "The relay " + relay
                        + " took the call and then said nothing. Check that the address is head office's and try again; the code is still good.");
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static Activated taken(Message message, ActivationCode code, KeyPair pair, Clock clock) {
        if (message instanceof Message.Refused refused) {
            throw new Denied(refused.code(), refused.message());
        }
        if (!(message instanceof Message.Activated activated)) {
            throw new SecurityFailure("The relay answered an activation with "
                    + message.getClass().getSimpleName());
        }
        X509Certificate authority = Certificates.parse(activated.authority());
        if (!code.isOf(authority.getPublicKey())) {
            throw new SecurityFailure("The relay sent another authority than the one its code names");
        }
        X509Certificate own = Certificates.parse(activated.certificate());
        Identity identity = Certificates.identity(own, authority.getPublicKey(), clock.instant());
        X509Certificate relay = Certificates.parse(activated.relayCertificate());
        Certificates.identity(relay, authority.getPublicKey(), clock.instant());
        KeyRing ring = KeyRing.empty();
        ring.put(KeyNames.SELF, pair.getPrivate(), own, authority);
        return new Activated(identity, ring, relay, activated.extras());
    }

    private record Asking(
            ActivationCode code,
            @Nullable String company,
            KeyPair pair,
            CompletableFuture<Message> answer,
            long beganNanos)
            implements Link.Owner {
        @Override
        public void opened(Link link, @Nullable X509Certificate peer) {
            String here = peer == null ? "" : Certificates.claimed(peer).company();
            if (company != null && !company.equals(here)) {
                answer.completeExceptionally(new Denied(
                        "BAD_VALUE",
                        "This folder holds records of company " + company + ", and the code is of company " + here
                                + "; activate an empty folder. The code is not used up"));
                link.close("the folder is of another company");
                return;
            }
            link.send(new Message.Activate(code.secret(), pair.getPublic().getEncoded()));
        }

        @Override
        public void received(Link link, Message message) {
            answer.complete(message);
        }

        @Override
        public void closed(Link link) {
            boolean silent =
                    System.nanoTime() - beganNanos >= TimeUnit.MILLISECONDS.toNanos(Sockets.HANDSHAKE_MILLIS_MAX);
            answer.completeExceptionally(
                    silent
                            ? new NoAnswerException("silent")
                            : new SecurityFailure("the link was closed before an answer came"));
        }
    }
}
