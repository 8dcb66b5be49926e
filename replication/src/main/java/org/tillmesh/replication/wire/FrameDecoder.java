package org.tillmesh.replication.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the stream of bytes into messages: {@code length u32 ‖ CBOR}.
 *
 * <pre>
 * 00 00 00 05 | 83 0A 01 02 03   →   one message of 5 bytes
 * </pre>
 *
 * <p>After the first bad frame nothing that follows on the link is looked at any more.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private boolean broken;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            next(in, out);
        } catch (BadFrame e) {
            broken = true;
            ctx.close();
            throw e;
        }
    }

    private static void next(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        long length = in.getUnsignedInt(in.readerIndex());
        if (length < 1 || length > Messages.FRAME_BYTES_MAX) {
            throw new BadFrame(
                    "A frame announces " + length + " bytes (allowed: 1 to " + Messages.FRAME_BYTES_MAX + ")");
        }
        if (in.readableBytes() < Integer.BYTES + length) {
            return;
        }
        in.skipBytes(Integer.BYTES);
        out.add(Messages.decode(ByteBufUtil.getBytes(in.readSlice((int) length))));
    }
}
