/** Deadlines are said and typed in Vietnam time, whatever the device or the installation thinks. */
export const contestZone = 'Asia/Ho_Chi_Minh';
