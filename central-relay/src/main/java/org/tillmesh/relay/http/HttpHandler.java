package org.tillmesh.relay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on one side, a {@link Site} on the other: one request of a connection at a time, judged by its head before its body
 * is taken, worked on in a {@link Lane}. Puts the security headers on everything. Reads only when it is ready for more, so
 * what is pipelined waits at the other side.
 */
final class HttpHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);
    private static final int RETRY_SECONDS = 5;

    private final Site site;
    private final Lanes lanes;
    private final LargeBodies largeBodies;
    private final Deadlines deadlines;

    /** Decoded from bytes that came together, and not looked at yet. */
    private final Deque<HttpObject> parts = new ArrayDeque<>();

    private boolean wantsPart;
    private boolean isTaking;
    private @Nullable Request request;
    private boolean isLeaving;
    private @Nullable EventChannel events;

    HttpHandler(Site site, Lanes lanes, LargeBodies largeBodies, Deadlines deadlines) {
        this.site = site;
        this.lanes = lanes;
        this.largeBodies = largeBodies;
        this.deadlines = deadlines;
    }

    /** What has come of a request so far. */
    private static final class Request {
        private final Asked head;
        private final Site.Verdict verdict;
        private final boolean keepAlive;
        private final boolean wantsHeadOnly;
        private final ByteBuf body;
        private LargeBodies.@Nullable Body large;
        private boolean isWorkedOn;

        private Request(Asked head, Site.Verdict verdict, HttpRequest raw, int announced) {
            this.head = head;
            this.verdict = verdict;
            this.keepAlive = HttpUtil.isKeepAlive(raw);
            this.wantsHeadOnly = raw.method().equals(HttpMethod.HEAD);
            this.body = Unpooled.buffer(Math.min(announced, Route.SMALL_BYTES_MAX));
        }

        private boolean isLarge() {
            return verdict.bodyMax() > Route.SMALL_BYTES_MAX;
        }

        private Asked whole() {
            return head.with(ByteBufUtil.getBytes(body, 0, body.readableBytes(), false));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        next(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        parts.add((HttpObject) part);
        take(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wantsPart) {
            context.read();
        }
    }

    /** Now the next part may come: one that is here already, else more is read. */
    private void next(ChannelHandlerContext context) {
        wantsPart = true;
        if (!isTaking) { // else whoever takes goes on
            take(context);
            channelReadComplete(context);
        }
    }

    private void take(ChannelHandlerContext context) {
        isTaking = true;
        while (wantsPart && !parts.isEmpty()) {
            wantsPart = false;
            HttpObject part = parts.remove();
            try {
                look(context, part);
            } finally {
                ReferenceCountUtil.release(part);
            }
        }
        isTaking = false;
    }

    private void look(ChannelHandlerContext context, HttpObject part) {
        if (isLeaving || events != null) {
            next(context); // what a refused caller still sends goes nowhere
            return;
        }
        DecoderResult decoded = part.decoderResult();
        if (decoded.isFailure()) {
            refuse(context, unreadable(decoded.cause()));
            return;
        }
        if (part instanceof HttpRequest head) {
            begin(context, head);
        }
        if (part instanceof HttpContent content && !isLeaving) {
            gather(context, content);
        }
    }

    private static Reply unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Reply.error(414, "BAD_VALUE", "The address is too long; shorten its parameters");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Reply.error(431, "BAD_VALUE", "The request's headers are too long; send fewer or shorter ones");
        }
        return Reply.error(400, "BAD_VALUE", "This is no HTTP request");
    }

    // ---- head

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        Asked asked;
        try {
            asked = Heads.asked(head, Doorkeeper.address(context.channel()));
        } catch (BadHead e) {
            refuse(context, Reply.error(400, "BAD_VALUE", String.valueOf(e.getMessage())));
            return;
        }
        Site.Verdict verdict;
        try {
            verdict = site.judge(asked);
        } catch (RuntimeException e) {
            verdict = Site.Verdict.refused(FaultReplies.answer(e, asked));
        }
        long announced = Heads.bodyBytes(head);
        boolean hasBody = announced > 0 || HttpUtil.isTransferEncodingChunked(head);
        if (verdict.refusal() != null && hasBody) {
            refuse(context, verdict.refusal());
            return;
        }
        if (announced > verdict.bodyMax()) {
            refuse(context, tooLarge(asked, verdict.bodyMax()));
            return;
        }
        if (Heads.expectsOtherThanContinue(head)) {
            refuse(context, Reply.error(417, "BAD_VALUE", "Only \"Expect: 100-continue\" can be expected"));
            return;
        }
        var begun = new Request(asked, verdict, head, (int) announced);
        request = begun;
        if (begun.isLarge()) {
            awaitLargeBody(context, begun);
        } else {
            deadlines.awaitBody();
        }
        if (HttpUtil.is100ContinueExpected(head)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        next(context);
    }

    private void awaitLargeBody(ChannelHandlerContext context, Request begun) {
        begun.large = largeBodies.begin(
                Doorkeeper.caller(context.channel()), () -> context.executor().execute(() -> {
                    if (request == begun && !begun.isWorkedOn) {
                        refuse(context, busy());
                    }
                }));
        deadlines.awaitLargeBody(begun.body::writerIndex, () -> refuse(context, tooSlow(begun.head)));
    }

    private static Reply tooSlow(Asked asked) {
        return Reply.error(
                408,
                "TOO_SLOW",
                "The body of " + asked.path() + " came too slowly: less than " + Deadlines.PACE_BYTES / 1024
                        + " KiB came in " + Deadlines.PACE_SECONDS
                        + " s; send it again over a better line, or in several");
    }

    private static Reply tooLarge(Asked asked, int bytesMax) {
        return Reply.error(
                413,
                "BAD_VALUE",
                bytesMax == 0
                        ? asked.method() + " " + asked.path() + " takes no body"
                        : "The body is too large: " + asked.path() + " takes at most " + bytesMax / 1024
                                + " KiB; send it in several");
    }

    private static Reply busy() {
        return Reply.error(503, "BUSY", "Head office has too much to do just now; try again in some seconds")
                .with("Retry-After", String.valueOf(RETRY_SECONDS));
    }

    // ---- body

    private void gather(ChannelHandlerContext context, HttpContent content) {
        Request now = request;
        if (now == null) {
            next(context);
            return;
        }
        if (now.body.readableBytes() + content.content().readableBytes() > now.verdict.bodyMax()) {
            refuse(context, tooLarge(now.head, now.verdict.bodyMax()));
            return;
        }
        if (now.large != null && !now.large.takes(content.content().readableBytes())) {
            refuse(context, busy());
            return;
        }
        now.body.writeBytes(content.content());
        if (content instanceof LastHttpContent) {
            work(context, now);
        } else {
            next(context);
        }
    }

    // ---- work

    private void work(ChannelHandlerContext context, Request now) {
        deadlines.end();
        now.isWorkedOn = true;
        if (now.large != null) {
            now.large.whole();
        }
        if (now.verdict.refusal() != null) {
            send(context, now, now.verdict.refusal());
            return;
        }
        Asked whole = now.whole();
        try {
            lanes.execute(now.verdict.lane(), () -> {
                Reply reply = answer(whole);
                context.executor().execute(() -> send(context, now, reply));
            });
        } catch (RejectedExecutionException e) {
            send(context, now, busy());
        }
    }

    /** Every request gets an answer, whatever becomes of it. */
    private Reply answer(Asked whole) {
        try {
            return Negotiation.fitted(whole, site.answer(whole));
        } catch (RuntimeException | Error e) {
            return FaultReplies.answer(e, whole);
        }
    }

    // ---- answer

    private void send(ChannelHandlerContext context, Request now, Reply reply) {
        request = null;
        giveBack(now);
        if (reply.feed() != null && !now.wantsHeadOnly) {
            tell(context, now, reply, reply.feed());
            return;
        }
        deadlines.awaitTaken();
        context.writeAndFlush(Heads.response(reply, !now.wantsHeadOnly, now.keepAlive))
                .addListener((ChannelFutureListener) written -> {
                    if (!written.isSuccess() || !now.keepAlive) {
                        context.close();
                    } else {
                        deadlines.awaitNext();
                        next(context);
                    }
                });
    }

    /** The connection is the feed's from now on; whoever may not ask any more hears no more either. */
    private void tell(ChannelHandlerContext context, Request now, Reply reply, Reply.Feed feed) {
        context.writeAndFlush(Heads.beginning(reply));
        if (context.channel().isActive()) {
            events = new EventChannel(context, feed, () -> site.judge(now.head).refusal() == null);
        }
        next(context); // so that it is heard when the other side hangs up
    }

    /** Answers at once, without the rest of the request, and hangs up when the other side has heard it. */
    private void refuse(ChannelHandlerContext context, Reply reply) {
        isLeaving = true;
        Request dropped = request;
        request = null;
        if (dropped != null) {
            giveBack(dropped);
        }
        deadlines.awaitLeave();
        context.writeAndFlush(Heads.response(reply, true, false)).addListener(written -> {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.closeOutbound();
            }
        });
        next(context);
    }

    private void giveBack(Request whose) {
        if (whose.large != null) {
            whose.large.close();
            whose.large = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        parts.forEach(ReferenceCountUtil::release);
        parts.clear();
        if (events != null) {
            events.close();
            events = null;
        }
        Request dropped = request;
        if (dropped != null && !dropped.isWorkedOn) {
            request = null;
            giveBack(dropped);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A browser's connection broke: {}", cause.toString());
        context.close();
    }
}
