namespace CloudStack.Engine;

/// <summary>How large a disk of an offering is.</summary>
internal static class DiskSizes
{
    /// <summary>Size in bytes.</summary>
    /// <param name="offering">The offering.</param>
    /// <param name="size">Size that the caller asks for, in GiB.</param>
    /// <param name="settings">For the limits of custom sizes.</param>
    /// <exception cref="CloudStackException">A size is missing, not allowed, or out of bounds (431).</exception>
    public static long Of(DiskOfferingRow offering, long? size, CloudSettings settings)
    {
        if (!offering.IsCustom)
        {
            return size is null ? offering.SizeBytes
                : throw CloudStackException.Invalid($"The disk offering {offering.Name} has a fixed size of {offering.SizeBytes >> 30} GiB: leave size out.");
        }
        if (size is not { } given)
        {
            throw CloudStackException.Invalid($"The disk offering {offering.Name} needs a size in GiB.");
        }
        if (given < settings.CustomDiskOfferingSizeMin || given > settings.CustomDiskOfferingSizeMax)
        {
            throw CloudStackException.Invalid(
                $"size {given} GiB is out of bounds: custom disks have {settings.CustomDiskOfferingSizeMin} to {settings.CustomDiskOfferingSizeMax} GiB.");
        }
        return given << 30;
    }
}
